// The JSON that @argdown/core exports of a document on standard input.
import * as core from "@argdown/core";
import { readFileSync } from "node:fs";

const app = new core.ArgdownApplication();
const steps = ["ParserPlugin", "DataPlugin", "ModelPlugin", "JSONExportPlugin"];
for (const step of steps) app.addPlugin(new core[step](), step);
const found = app.run({ input: readFileSync(0, "utf8"), process: steps, logLevel: "silent" });
console.log(found.json);
