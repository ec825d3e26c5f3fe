import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { build } from "./build.js";
import { setUpPackages, setUpVideo } from "./setup.js";
import { root, step } from "./steps.js";
import { makeVideos } from "./video.js";

/** `npm start`: sets up what is missing, builds, and serves the demo with its collector. */
async function start() {
  await setUpPackages();
  if (process.argv.includes("--no-build") && existsSync(join(root, "pkg/paqet.js"))) console.log("• using pkg/ as it is");
  else await build();
  const videos = join(root, ".paqet/videos");
  // The demo works without its video; the page says that it is missing.
  await drawVideo(videos).catch((error) => console.warn(error.message));
  const reference = join(root, ".paqet/reference");
  const { buildReference } = await import("./reference.js");
  await step("API reference, from the types", () => buildReference(reference));
  const { startServer } = await import("../../www/server.js");
  await mkdir(join(root, ".paqet"), { recursive: true });
  const { PORT, MATOMO_URL } = process.env;
  const server = await startServer({ port: Number(PORT) || 8080, database: join(root, ".paqet/hits.db"), matomoUrl: MATOMO_URL, pkg: join(root, "pkg"), videos, reference });
  console.log(`\nOpen ${server.origin}/ and use the page: its requests appear beside it. Ctrl-C ends.`);
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => server.close().then(() => process.exit(0)));
}

async function drawVideo(folder) {
  await setUpVideo();
  await step("video of the demo", () => makeVideos(folder));
}

await start().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
