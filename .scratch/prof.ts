import fc from "fast-check";
import { everyService } from "/work/wt/diff5/src/flow/index.ts";
import { parsePrefix, prefixSet } from "/work/wt/diff5/src/net/index.ts";
import { exploreFlows, Reach } from "/work/wt/diff5/src/reach/index.ts";
import { Router } from "/work/wt/diff5/src/route/index.ts";
import { Walker } from "/work/wt/diff5/src/walk/index.ts";
import { compile } from "/work/wt/diff5/test/rules/estate.ts";
import { randomLandscape } from "/work/wt/diff5/test/rules/random-landscape.ts";
const estates=fc.sample(randomLandscape,{numRuns:20,seed:5});
const dest=prefixSet("1.0.0.0/8 8.0.0.0/8 10.0.0.0/8 20.0.0.0/8 172.16.0.0/12 192.168.0.0/16 203.0.113.0/24 fd00::/14".split(" ").map(x=>parsePrefix(x)!));
let cells=0; const t0=performance.now(); let comp=0;
for(const e of estates){ const c0=performance.now(); const reach=new Reach(new Walker(new Router(compile(e).model))); comp+=performance.now()-c0;
 for(const n of reach.model.networks.values()){ let left=60; const set={sources:prefixSet(n.addressSpace.map(p=>p.prefix)),destinations:dest,services:everyService};
  for(const c of exploreFlows([reach],{origin:{kind:"network",network:n.key},set})){cells++; if(--left===0)break;}}}
console.log(cells, performance.now()-t0, "compile", comp);
