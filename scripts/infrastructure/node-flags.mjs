/**
 * How every process of the platform runs Node. A young generation that may grow to 16 MB a half: with 8 what waits for a commit is
 * copied again and again, which cost a quarter of all creations; with 32 five of them outgrow a small machine. One thread sweeps
 * it, for the others have work; the old generation grows by two fifths at most before it is swept; few malloc arenas keep what is
 * freed in use.
 */
export const nodeFlags = ['--max-semi-space-size=16', '--no-parallel-scavenge', '--heap-growing-percent=40'];
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' };
