/**
 * Numbers from 0 to 1 that a seed repeats.
 * @param {number} seed
 */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const RETRY_AFTER = { 'Retry-After': '1', 'Access-Control-Expose-Headers': 'Retry-After' };

/**
 * Lets a tracking server fail now and then, each time for some seconds.
 * @param {object} endpoint Of `openEndpoint`.
 * @param {() => number} roll Dice.
 */
export function faults(endpoint, roll) {
  const counts = {};
  let next = performance.now() + 5000;
  let heal;

  /** Each begins a fault and answers what ends it. */
  const kinds = {
    async down() {
      await endpoint.stop();
      return () => endpoint.start();
    },
    async reset() {
      endpoint.fail('reset');
      return endpoint.heal;
    },
    async lostAnswer() {
      endpoint.fail('reset', { times: 1, record: true });
      return endpoint.heal;
    },
    async slow() {
      let answer;
      endpoint.fail(new Promise((resolve) => { answer = resolve; }));
      return () => {
        endpoint.heal();
        answer();
      };
    },
  };
  for (const status of [500, 503, 429]) {
    kinds[status] = async () => {
      endpoint.fail({ status, headers: RETRY_AFTER });
      return endpoint.heal;
    };
  }

  const count = (kind) => { counts[kind] = (counts[kind] ?? 0) + 1; };

  return {
    /** To be called often. */
    async tick() {
      if (performance.now() < next) return;
      if (heal) {
        await heal();
        heal = undefined;
        next = performance.now() + 3000 + roll() * 9000;
        return;
      }
      const names = Object.keys(kinds);
      const kind = names[Math.floor(roll() * names.length)];
      count(kind);
      heal = await kinds[kind]();
      next = performance.now() + 1000 + roll() * 5000;
    },
    async end() {
      if (heal) await heal();
    },
    count,
    counts: () => counts,
  };
}
