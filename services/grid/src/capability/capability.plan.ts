import { insert, newId, type Write } from '@gezhi/shared/database';
import { Capability } from './capability.entity.js';
import type { CapabilityState } from './capability.rules.js';

export type Assessed = Omit<CapabilityState, 'id' | 'version'>;

/** G-32 What an interview, a drill or an assessment contributes: one level of one capability, in the statement that records it. */
export const assessed = (assessed: Assessed): Write => insert(Capability, { id: newId(), version: 1, ...assessed });
