import { Lantern } from './lantern.entity.js';
import { nothing } from './nowhere.js';
export const lanternQueries = [Lantern, nothing];
