import type { BusCase } from './conformance/bus-case.js';
import { factConformance } from './conformance/facts.js';
import { questionConformance } from './conformance/questions.js';
import { drainConformance } from './conformance/drain.js';

/** What every bus promises, by sentence. */
export const busConformance: Record<string, BusCase> = { ...questionConformance, ...factConformance, ...drainConformance };
