import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Unanswered, type Answer, type Bus, type Consumer, type Delivery, type Fact, type Verdict } from '../messaging/bus.js';
import { eventually } from './eventually.js';

/** What every bus promises, as cases for any implementation: `open` gives a participant of a fresh or shared bus. */
export type BusCase = (open: () => Promise<Bus>) => Promise<void>;

const done: Verdict = { done: true };
const token = () => `t${randomUUID().slice(0, 8)}`;
const question = () => `grid.query.lantern.${token()}.v1`;
const happening = () => `grid.event.lantern.${token()}.v1`;
const fact = (subject: string, more: Partial<Fact> = {}): Fact => ({ id: randomUUID(), subject, event: JSON.stringify({ 灯: subject }), ...more });
const consumer = (subject: string, hear: (delivery: Delivery) => Verdict | Promise<Verdict>, more: Partial<Consumer> = {}): Consumer => ({
  name: `grid_lantern_${token()}`,
  subject,
  concurrency: 4,
  hear: async (delivery) => hear(delivery),
  ...more,
});
const why = (expected: Unanswered['why']) => (error: unknown) => error instanceof Unanswered && error.why === expected;
const text = (answer: Answer): string => String(answer.body);

export const busConformance: Record<string, BusCase> = {
  'an answer brings its body and its version': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async (body) => ({ body: `${body}，亮`, version: 7 }));
    const answer = await asking.request(subject, '灯', 2000);
    assert.deepEqual([text(answer), answer.version, answer.failed ?? false], ['灯，亮', 7, false]);
  },
  'an error is an answer': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async () => ({ body: '{"code":"x"}', failed: true }));
    const answer = await asking.request(subject, '', 2000);
    assert.deepEqual([text(answer), answer.failed], ['{"code":"x"}', true]);
  },
  'with nobody to answer it says so at once': async (open) => {
    const asking = await open();
    const started = performance.now();
    await assert.rejects(asking.request(question(), '', 5000), why('no-responder'));
    assert.ok(performance.now() - started < 200);
  },
  'a question times out, and its late answer reaches nobody': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async (body) => {
      if (body === 'slow') await sleep(300);
      return { body };
    });
    const started = performance.now();
    await assert.rejects(asking.request(subject, 'slow', 100), why('timeout'));
    assert.ok(performance.now() - started < 290);
    for (let index = 0; index < 20; index++) {
      assert.equal(text(await asking.request(subject, `quick ${index}`, 2000)), `quick ${index}`);
      await sleep(20);
    }
  },
  'a slow answer delays no other': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async (body) => {
      if (body === 'slow') await sleep(500);
      return { body };
    });
    const slow = asking.request(subject, 'slow', 2000);
    const started = performance.now();
    await Promise.all(Array.from({ length: 50 }, () => asking.request(subject, 'quick', 2000)));
    assert.ok(performance.now() - started < 400);
    assert.equal(text(await slow), 'slow');
  },
  'each of a thousand questions at once gets its own answer': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async (body) => ({ body: `answer ${body}`, version: Number(body) + 1 }));
    const answers = await Promise.all(Array.from({ length: 1000 }, (_, index) => asking.request(subject, String(index), 5000)));
    answers.forEach((answer, index) => assert.deepEqual([text(answer), answer.version], [`answer ${index}`, index + 1]));
  },
  'replicas share the questions': async (open) => {
    const [asking, subject, counts] = [await open(), question(), [0, 0]];
    for (const replica of [0, 1]) await (await open()).serve(subject, 'grid', async (body) => ({ body: body + String(counts[replica]!++) }));
    for (let index = 0; index < 100; index++) await asking.request(subject, '', 2000);
    assert.equal(counts[0]! + counts[1]!, 100);
    assert.ok(Math.min(...counts) >= 10, `shared ${counts.join(' to ')}`);
  },
  'a question too large is refused, and the next one answered': async (open) => {
    const [asking, answering, subject] = [await open(), await open(), question()];
    await answering.serve(subject, 'grid', async (body) => ({ body: String(body.length) }));
    const large = asking.request(subject, '大'.repeat(500_000), 2000);
    const small = asking.request(subject, 'x'.repeat(100_000), 2000);
    await assert.rejects(large, why('too-large'));
    assert.equal(text(await small), '100000');
  },
  'a consumer hears each fact once, also those told before it came': async (open) => {
    const [telling, hearing, subject] = [await open(), await open(), happening()];
    const facts = Array.from({ length: 40 }, (_, index) => fact(subject, index % 2 ? { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` } : {}));
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
        if (id !== poison.id) return others.push(id), done;
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
    assert.deepEqual(heard.map(({ id }) => id), facts.slice(0, 10).map(({ id }) => id));
    for (const each of facts.slice(10)) await telling.publish([each]);
    await eventually(() => assert.deepEqual(heard.map(({ id, event }) => [id, event]), facts.map(({ id, event }) => [id, event])));
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
