import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery, Fact } from '../../messaging/bus.js';
import { eventually } from '../eventually.js';
import { done, token, happening, fact, consumer, type BusCase } from './bus-case.js';

/** What every bus promises of facts, those who hear them, and those who follow. */
export const factConformance: Record<string, BusCase> = {
  'a consumer hears each fact once, also those told before it came': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    const facts = Array.from({ length: 40 }, (_, index) =>
      fact(subject, index % 2 ? { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } : {}),
    );
    const heard: Delivery[] = [];
    await telling.publish(facts.slice(0, 10));
    await hearing.consume(consumer(subject, (delivery) => (heard.push(delivery), done)));
    await telling.publish(facts.slice(10));
    await eventually(() => assert.equal(heard.length, 40));
    const plain = (each: Fact) => [each.id, each.subject, each.event, each.traceparent ?? null];
    assert.deepEqual(new Map(heard.map((each) => [each.id, plain(each)])), new Map(facts.map((each) => [each.id, plain(each)])));
    assert.ok(heard.every((each) => each.attempt === 1));
  },
  'a fact refused for now comes again after a while, and others flow meanwhile': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    const attempts: number[] = [];
    const others: string[] = [];
    const poison = fact(subject);
    let firstAt = 0;
    await hearing.consume(
      consumer(subject, ({ id, attempt }) => {
        if (id !== poison.id) return (others.push(id), done);
        attempts.push(attempt);
        firstAt ||= performance.now();
        return attempt < 3 ? { retryAfterMs: 200 } : done;
      }),
    );
    const told = telling.publish([poison, ...Array.from({ length: 20 }, () => fact(subject))]);
    await eventually(() => assert.equal(others.length, 20));
    assert.ok(attempts.length < 3);
    await eventually(() => assert.deepEqual(attempts, [1, 2, 3]));
    assert.ok(performance.now() - firstAt >= 390);
    await told;
  },
  'a consumer that throws is asked again': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    let calls = 0;
    const failing = consumer(subject, () => {
      if (++calls === 1) throw new Error('once');
      return done;
    });
    await hearing.consume(failing);
    await telling.publish([fact(subject)]);
    await eventually(() => assert.equal(calls, 2));
  },
  'no more deliveries are worked on at once than the consumer wants': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    let [now, most, all] = [0, 0, 0];
    const slow = async () => {
      most = Math.max(most, ++now);
      await sleep(10);
      now--;
      all++;
      return done;
    };
    await hearing.consume(consumer(subject, slow, { concurrency: 3 }));
    await telling.publish(Array.from({ length: 30 }, () => fact(subject)));
    await eventually(() => assert.equal(all, 30));
    assert.equal(most, 3);
  },
  'replicas of a consumer share, different consumers all hear': async (open) => {
    const [telling, subject] = [await open(), happening()];
    const counts = { first: 0, second: 0, other: 0 };
    const counting = (key: keyof typeof counts, name: string) =>
      consumer(subject, async () => (counts[key]++, await sleep(5), done), { name, concurrency: 2 });
    const [shared, other] = [`grid_lantern_${token()}`, `grid_lantern_${token()}`];
    await (await open()).consume(counting('first', shared));
    await (await open()).consume(counting('second', shared));
    await (await open()).consume(counting('other', other));
    await telling.publish(Array.from({ length: 100 }, () => fact(subject)));
    await eventually(() => assert.deepEqual([counts.first + counts.second, counts.other], [100, 100]));
    assert.ok(Math.min(counts.first, counts.second) > 0);
  },
  'a fact told twice is heard once': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    const heard: string[] = [];
    await hearing.consume(consumer(subject, ({ id }) => (heard.push(id), done)));
    const [twice, last] = [fact(subject), fact(subject)];
    await telling.publish([twice]);
    await telling.publish([twice, twice, last]);
    await eventually(() => assert.ok(heard.includes(last.id)));
    assert.deepEqual(heard, [twice.id, last.id]);
  },
  'a follower catches up from its instant, and hears on in order': async (open) => {
    const [telling, following, subject] = [await open(), await open(), happening()];
    const [old, ...facts] = Array.from({ length: 21 }, () => fact(subject));
    await telling.publish([old!]);
    await sleep(50);
    const since = new Date().toISOString();
    await sleep(50);
    for (const each of facts.slice(0, 10)) await telling.publish([each]);
    const heard: (Fact & { sequence: number })[] = [];
    await following.follow(subject, since, (each) => heard.push(each));
    assert.deepEqual(
      heard.map(({ id }) => id),
      facts.slice(0, 10).map(({ id }) => id),
    );
    for (const each of facts.slice(10)) await telling.publish([each]);
    await eventually(() =>
      assert.deepEqual(
        heard.map(({ id, event }) => [id, event]),
        facts.map(({ id, event }) => [id, event]),
      ),
    );
    assert.ok(heard.every(({ sequence }, index) => index === 0 || sequence > heard[index - 1]!.sequence));
  },
  'a follower of a pattern hears all subjects under it, and one of nothing is ready at once': async (open) => {
    const [telling, following, place] = [await open(), await open(), token()];
    const heard: string[] = [];
    await following.follow(`*.event.${place}.>`, new Date(0).toISOString(), ({ subject }) => heard.push(subject));
    assert.deepEqual(heard, []);
    await telling.publish([fact(`grid.event.${place}.lit.v1`), fact(happening()), fact(`council.event.${place}.held.v2`)]);
    await eventually(() => assert.deepEqual(heard, [`grid.event.${place}.lit.v1`, `council.event.${place}.held.v2`]));
  },
  'the identity of what is stored stays, for all participants': async (open) => {
    const [one, another] = [await open(), await open()];
    const identity = await one.streamIdentity();
    await one.publish([fact(happening())]);
    assert.deepEqual([await one.streamIdentity(), await another.streamIdentity()], [identity, identity]);
  },
};
