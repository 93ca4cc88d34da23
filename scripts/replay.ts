import { parseArgs } from 'node:util';
import { replay } from '@gezhi/shared/messaging';
import { fail, print, withDatabase } from './operator-database.js';

/** `npm run replay -- --since <instant> [--until <instant>] [--subject <subject>]`: has facts of one service published again. */
const { values } = parseArgs({ options: { since: { type: 'string' }, until: { type: 'string' }, subject: { type: 'string' } } });
if (!values.since) fail('npm run replay -- --since <instant> [--until <instant>] [--subject <subject>]');
const { since, until, subject } = values;
const count = await withDatabase((database) => replay(database, { since, ...(until && { until }), ...(subject && { subject }) }));
print(`${count} facts will be published again; listeners that heard them will not act twice`);
