/**
 * How every process of the platform runs Node: a small young generation and few malloc arenas keep five of them within the
 * memory of a small machine, for a little more garbage collection.
 */
export const nodeFlags = ['--max-semi-space-size=4'];
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' };
