import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.js";
import { setUpPackages } from "./setup.js";
import { root } from "./steps.js";

/** `npm start`: sets up what is missing, builds, and serves the demo with its collector. */
async function start() {
  await setUpPackages();
  if (process.argv.includes("--no-build") && existsSync(join(root, "pkg/paqet.js"))) console.log("• using pkg/ as it is");
  else await build();
  const { startServer } = await import("../../www/server.js");
  await mkdir(join(root, ".paqet"), { recursive: true });
  const { PORT, MATOMO_URL } = process.env;
  const server = await startServer({ port: Number(PORT) || 8080, database: join(root, ".paqet/hits.db"), matomoUrl: MATOMO_URL, pkg: join(root, "pkg") });
  console.log(`\nOpen ${server.origin}/ and use the page: its requests appear beside it. Ctrl-C ends.`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close().then(() => process.exit(0)));
}

await start().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
