import { inspectDeadLetter, listDeadLetters, redriveDeadLetters } from '@gezhi/shared/messaging';
import { fail, print, withDatabase } from './operator-database.js';

const usage = 'npm run dead-letters -- list [consumer] | show <consumer> <event> | redrive [consumer] [event]';

/** Lists, shows and redrives the events that listeners of one service gave up; `DATABASE_URL`, or `SERVICE` beside a running `npm start`, names the database. */
const [action = 'list', consumer, eventId] = process.argv.slice(2);
await withDatabase(async (database) => {
  if (action === 'list') {
    const letters = await listDeadLetters(database, consumer ? { consumer } : {});
    for (const letter of letters) print([letter.buriedAt, letter.consumer, letter.eventId, letter.attempts, letter.reason].join('  '));
    print(`${letters.length} dead letters`);
  } else if (action === 'show' && consumer && eventId) print(JSON.stringify(await inspectDeadLetter(database, consumer, eventId), null, 2));
  else if (action === 'redrive')
    print(`${await redriveDeadLetters(database, { ...(consumer && { consumer }), ...(eventId && { eventId }) })} will be tried again`);
  else fail(usage);
});
