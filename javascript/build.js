// Bundle the explorer into the package; with --check, only tell whether the bundle is the sources'.

import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const bundles = [
  [here("explorer/index.js"), here("../infoview_analytics/widgets/network_explorer.js")],
  [here("explorer/explorer.css"), here("../infoview_analytics/widgets/network_explorer.css")],
];

/** Return the licences of whatever was bundled, each text once. */
async function licences(inputs) {
  const packages = Object.keys(inputs).flatMap((path) => /node_modules\/([^/]+)/.exec(path)?.[1] ?? []);
  const texts = new Map();
  for (const name of [...new Set(packages)].sort()) {
    const text = await readFile(here(`node_modules/${name}/LICENSE`), "utf8");
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return [...texts].map(([text, names]) => `/*! ${names.join(", ")}\n\n${text.trim()}\n*/\n`).join("");
}

for (const [source, bundle] of bundles) {
  const { outputFiles, metafile } = await build({
    absWorkingDir: here("."),
    entryPoints: [source],
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2021",
    charset: "ascii",
    metafile: true,
    write: false,
    outfile: bundle,
  });
  const notice = await licences(metafile.inputs);
  const made = Buffer.concat([Buffer.from(notice), Buffer.from(outputFiles[0].contents)]);
  if (!process.argv.includes("--check")) {
    await writeFile(bundle, made);
  } else if (!made.equals(await readFile(bundle))) {
    console.error(`${bundle} is not what its sources make. Run: npm ci && npm run build`);
    process.exitCode = 1;
  }
}
