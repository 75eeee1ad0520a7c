// What jsonld.js makes of JSON-LD on standard input, as N-Quads.
import { readFileSync } from "node:fs";
import jsonld from "jsonld";

const document = JSON.parse(readFileSync(0, "utf8"));
const options = { format: "application/n-quads", base: "http://somewhere.example/else/" };
process.stdout.write(await jsonld.toRDF(document, options));
