import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./steps.js";

/** Length of the video, in seconds. */
export const SECONDS = 12;

/** A bar grows over a slow gradient, a chord sounds: what is seen and heard says where the video is. */
const PICTURE = `gradients=size=480x270:rate=24:c0=0x14343b:c1=0x2f6f5e:c2=0xd9a441:nb_colors=3:speed=0.01:duration=${SECONDS}`;
const BAR = `drawbox=x=30:y=240:w=420:h=6:color=white@0.25:t=fill,drawbox=x=30:y=240:w='max(1,420*t/${SECONDS})':h=6:color=white@0.9:t=fill`;
const SOUND = `aevalsrc='0.08*sin(2*PI*(220+20*floor(t))*t)':s=48000:d=${SECONDS}`;

const FILES = {
  "lecture.webm": ["-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus", "-b:a", "32k"],
  "lecture.mp4": ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac", "-b:a", "48k", "-movflags", "+faststart"],
  // Like a recording of a stream: it names no duration.
  "live.webm": ["-c:v", "libvpx", "-b:v", "300k", "-deadline", "realtime", "-cpu-used", "8", "-an", "-live", "1"],
};

/**
 * Draws the short video of the player tests and of the demo, unless it is there: as WebM, as MP4 with H.264, and as WebM
 * without duration.
 * @param {string} folder Gets `lecture.webm`, `lecture.mp4` and `live.webm`.
 * @throws {Error} When ffmpeg is missing or refuses.
 */
export async function makeVideos(folder) {
  await mkdir(folder, { recursive: true });
  for (const [name, codecs] of Object.entries(FILES)) {
    const path = join(folder, name);
    if (existsSync(path)) continue;
    const sources = ["-f", "lavfi", "-i", `${PICTURE},format=yuv420p,${BAR}`, "-f", "lavfi", "-i", SOUND];
    // Another process must not find half a file.
    const unfinished = join(folder, `${process.pid}-${name}`);
    await run("ffmpeg", ["-loglevel", "error", "-y", ...sources, ...codecs, unfinished], { stdio: ["ignore", "ignore", "inherit"] });
    await rename(unfinished, path);
  }
}
