/**
 * How every process of the platform runs Node. A young generation of a fixed 16 MB: smaller, what waits for a commit is
 * copied again and again; larger, five of them outgrow a small machine. One thread scavenges, for the others have work. The
 * old generation grows by a third at most before it is swept, and few malloc arenas keep what is freed in use.
 */
export const nodeFlags = ['--min-semi-space-size=16', '--max-semi-space-size=16', '--no-parallel-scavenge'];
export const nodeEnvironment = { MALLOC_ARENA_MAX: '2' };
