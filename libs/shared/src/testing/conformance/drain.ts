import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../eventually.js';
import { done, question, happening, fact, consumer, why, text, type BusCase } from './bus-case.js';

/** What every bus promises of its end. */
export const drainConformance: Record<string, BusCase> = {
  'draining finishes what is under way and takes nothing new': async (open) => {
    const [asking, leaving, subject, told] = [await open(), await open(), question(), happening()];
    let [heard, entered] = [0, false];
    await leaving.serve(subject, 'grid', async (body) => ((entered = true), await sleep(200), { body }));
    await leaving.consume(consumer(told, async () => (await sleep(200), heard++, done)));
    const published = asking.publish([fact(told)]).catch(() => undefined);
    const answer = asking.request(subject, 'under way', 2000);
    await eventually(() => entered);
    await sleep(50);
    assert.equal(leaving.connected, true);
    await leaving.drain();
    assert.equal(leaving.connected, false);
    assert.equal(text(await answer), 'under way');
    assert.equal(heard, 1);
    await published;
    await assert.rejects(asking.request(subject, '', 1000), why('no-responder'));
    await leaving.drain();
  },
};
