import { insert, type Write } from '@gezhi/shared/database';
import { NeedUpdate } from './need-update.entity.js';
import type { NeedUpdateState } from './need-update.rules.js';

/** For the commit that stores an answer: the needs that were said with it. */
export const needsSaid = (needs: readonly NeedUpdateState[]): Write[] => needs.map((need) => insert(NeedUpdate, need));
