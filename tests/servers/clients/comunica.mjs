// Prints what Comunica gets: of a query, of an ASK, of a CONSTRUCT, and of a thing that is dereferenced.
import { QueryEngine } from "@comunica/query-sparql";

const [base, select, ask, construct] = process.argv.slice(2);
const engine = new QueryEngine();
const endpoint = { sources: [{ type: "sparql", value: `${base}/sparql` }] };
const thing = { sources: [`${base}/id/actor/nabu`] };

async function values(context) {
  const rows = await (await engine.queryBindings(select, context)).toArray();
  return rows.map((row) => row.get("name").value);
}

const triples = await (await engine.queryQuads(construct, endpoint)).toArray();
const answers = {
  select: await values(endpoint),
  dereferenced: await values(thing),
  ask: await engine.queryBoolean(ask, endpoint),
  construct: triples.length,
};
console.log(JSON.stringify(answers));
