/**
 * How every process of the platform runs Node. A young generation of up to 8 MB: with a smaller one what waits for a commit
 * is copied again and again, with a larger one five of them outgrow a small machine. One thread sweeps it, for the others have
 * work; the old generation grows by two fifths at most before it is swept; few malloc arenas keep what is freed in use.
 */
export const nodeFlags = ['--max-semi-space-size=8', '--no-parallel-scavenge', '--heap-growing-percent=40'];
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' };
