// Bundles entry.js, with the table's style sheet and the licences of every package in the bundle.
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["entry.js"],
  outfile: "libraries.min.js",
  bundle: true,
  minify: true,
  format: "iife",
  globalName: "Libraries",
  target: "es2020",
  legalComments: "none",
  metafile: true,
});
copyFileSync(
  "node_modules/tabulator-tables/dist/css/tabulator_simple.min.css",
  "tabulator.min.css",
);

const bundled = Object.values(metafile.outputs)
  .flatMap((output) => Object.entries(output.inputs))
  .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
  .map(([file]) => file.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1])
  .filter(Boolean);

const packagesOf = new Map(); // by text of the licence
for (const name of [...new Set(bundled)].sort()) {
  const folder = `node_modules/${name}`;
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (!file) throw new Error(`${name} has no licence file`);
  const text = readFileSync(`${folder}/${file}`, "utf8").trim();
  packagesOf.set(text, [...(packagesOf.get(text) ?? []), `${name} ${version}`]);
}
writeFileSync(
  "LICENCES.txt",
  [...packagesOf].map(([text, names]) => `${names.join(", ")}\n\n${text}\n`).join("\n---\n\n"),
);
