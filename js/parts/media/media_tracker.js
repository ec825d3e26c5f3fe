import { send, sendRequest } from "./sending.js";

/** How far a position may go on by itself between two looks, in seconds of the media; farther is a leap. */
const LEAP = 10;

/** Positions that were played are named in steps of this many seconds. */
const STEP = 5;

const QUARTILES = [25, 50, 75];

/** Limits that `MediaAnalytics` sets: seconds between two requests of one playback, and of a playback in all. */
export const limits = { ping: 10, most: Infinity };

/** Every playback that has begun and not ended. */
export const playing = new Set();

/**
 * One thing that is played: a player tells it what happens, it makes events and requests of it. The class that Matomo's
 * documentation calls `MediaAnalytics.MediaTracker`; a page's own player drives it in the same way. Numbers that a player
 * cannot know, such as the duration of a live stream, are left out of what is sent.
 */
export class MediaTracker {
  /**
   * @param {string} player Its name.
   * @param {"video" | "audio"} type
   * @param {string} resource Address of what is played.
   */
  constructor(player, type, resource) {
    Object.assign(this, { _player: player, _type: type, _resource: resource, _title: "", _since: performance.now() });
    this.reset();
  }

  /** The next play begins a new playback. */
  reset() {
    playing.delete(this);
    Object.assign(this, { _id: "", _isPlaying: false, _isSeeking: false, _position: 0, _length: NaN });
    Object.assign(this, { _watched: 0, _told: 0, _segments: new Set(), _sent: 0 });
  }

  setResource(resource) {
    this._resource = resource;
  }
  setMediaTitle(title) {
    this._title = title;
  }
  setMediaType(type) {
    this._type = type;
  }
  setPlayerName(player) {
    this._player = player;
  }
  setWidth(pixels) {
    this._width = pixels;
  }
  setHeight(pixels) {
    this._height = pixels;
  }
  setFullscreen(isFullscreen) {
    this._isFullscreen = isFullscreen;
  }
  setMediaTotalLengthInSeconds(seconds) {
    this._length = seconds;
  }
  /** What was played since the last call counts as watched, unless the position has leapt. */
  setMediaProgressInSeconds(seconds) {
    const before = this._position;
    if (!Number.isFinite(seconds)) return;
    this._position = seconds;
    if (!this._isPlaying || this._isSeeking || seconds <= before || seconds - before > LEAP) return;
    this._watched += seconds - before;
    this._segments.add(Math.round(seconds / STEP) * STEP);
    const reached = QUARTILES.filter((percent) => before < (this._length * percent) / 100 && seconds >= (this._length * percent) / 100);
    for (const percent of reached) send(this, "progress", percent);
  }

  play() {
    if (this._isPlaying) return;
    this._isPlaying = true;
    playing.add(this);
    if (this._id) return send(this, "resume");
    this._id = Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    this._waited = (performance.now() - this._since) / 1000;
    send(this, "play");
    this.trackUpdate();
  }
  pause() {
    if (!this._isPlaying) return;
    this._isPlaying = false;
    send(this, "pause");
    this.trackUpdate();
  }
  finish() {
    if (!this._id) return;
    this._isPlaying = false;
    send(this, "finish");
    this._leave();
    this.reset();
  }
  seekStart() {
    this._isSeeking = true;
  }
  seekFinish() {
    this._isSeeking = false;
  }

  /** Lets a request go if the last one is long enough ago. */
  update() {
    if (this._isPlaying && performance.now() - this._sent >= limits.ping * 1000) this.trackUpdate();
  }
  /** Sends a request of Media Analytics now, to trackers that want them. */
  trackUpdate() {
    if (!this._id || this._watched > limits.most) return;
    this._sent = performance.now();
    sendRequest(this);
  }

  /** The visitor may never come back to this playback: tells what was watched since it was told last. */
  _leave() {
    const seconds = Math.round(this._watched - this._told);
    if (!this._id || seconds < 1) return;
    this._told += seconds;
    send(this, "watched", seconds);
    this.trackUpdate();
  }
}
