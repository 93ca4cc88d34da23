import { ensure } from '../domain/decision.js';
export const lanternErrors = ensure;
