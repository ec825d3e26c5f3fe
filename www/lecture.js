import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sendRange } from './ranges.js';

const SOURCE = fileURLToPath(new URL('site/lecture.js', import.meta.url));
const TYPES = { 'lecture.webm': 'video/webm', 'lecture.mp4': 'video/mp4' };

/** What the demo's page with a video needs beside its HTML: the page's script with Paella in it, and the video. */
export const POLICY = {
  "style-src 'self'": "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'": "media-src 'self'; base-uri 'none'",
};

/** @returns {boolean} Has `npm start` drawn the video? */
export const hasVideo = (videos) => existsSync(join(videos, 'lecture.webm'));

/**
 * Serves the script, bundled on the first request, and the video.
 *
 * @param {import('fastify').FastifyInstance} server
 * @param {{ pkg: string, videos: string }} folders
 */
export async function lectureRoutes(server, { pkg, videos }) {
  let script;
  server.get('/lecture/player.js', async (_, reply) => {
    script ??= bundle(pkg);
    return reply.type('text/javascript; charset=utf-8').send(await script);
  });
  for (const [name, type] of Object.entries(TYPES)) {
    server.get(`/video/${name}`, async (request, reply) => {
      if (!existsSync(join(videos, name))) return reply.code(404).type('text/plain; charset=utf-8').send('Run npm start to draw the video.\n');
      return sendRange(request, reply.type(type), await readFile(join(videos, name)));
    });
  }
}

async function bundle(pkg) {
  const { build } = await import('esbuild');
  const { outputFiles: [{ text }] } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    // Paella's main field is its source, which only webpack takes.
    mainFields: ['module', 'main'],
    alias: { 'paqet/paella': join(pkg, 'paella.js') },
    // The page has the tracker itself.
    external: ['./index.js'],
    logLevel: 'error',
  });
  return text;
}
