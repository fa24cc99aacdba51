import { loadFile } from "./package-file.ts";

/** How Microsoft's client reads and writes one value. */
export interface Mapper {
  readonly serializedName?: string;
  readonly required?: boolean;
  readonly readOnly?: boolean;
  readonly nullable?: boolean;
  readonly isConstant?: boolean;
  readonly type: MapperType;
}

/** The kind of a value. */
export interface MapperType {
  readonly name: string;
  readonly className?: string;
  readonly modelProperties?: Readonly<Record<string, Mapper>>;
  readonly additionalProperties?: unknown;
  readonly element?: Mapper;
  readonly value?: Mapper;
  readonly allowedValues?: readonly unknown[];
  readonly uberParent?: string;
  readonly polymorphicDiscriminator?: { readonly serializedName: string };
}

const mappers = loadFile("models/mappers.js") as Readonly<Record<string, Mapper | undefined>>;

/** The mapper of a class; its properties, with those of its subclasses where it has any. */
export function mapperOf(className: string): Mapper | undefined {
  return mappers[className];
}

/** The subclass that a value says it is of; `undefined` when the class has none. */
export function subclassOf(
  type: MapperType,
  value: Readonly<Record<string, unknown>>,
): Mapper | undefined {
  const { polymorphicDiscriminator, uberParent } = type;
  if (polymorphicDiscriminator === undefined) return undefined;
  const said = value[polymorphicDiscriminator.serializedName];
  const table = mappers["discriminators"] as unknown as
    | Readonly<Record<string, Mapper>>
    | undefined;
  return typeof said === "string"
    ? table?.[`${uberParent ?? type.className ?? ""}.${said}`]
    : undefined;
}
