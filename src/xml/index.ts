/**
 * xml: elements as data, written as text.
 *
 * Takes elements with attributes and either text or elements; gives the text of a document.
 * Invariant: whatever text an element holds, the document is well-formed; equal elements give equal
 * bytes. Imports nothing. Does not know what an element means, and reads no XML.
 */
export { type Element, formatXml } from "./format-xml.ts";
