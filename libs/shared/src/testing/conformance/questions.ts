import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { question, why, text, type BusCase } from './bus-case.js';

/** What every bus promises of questions and answers. */
export const questionConformance: Record<string, BusCase> = {
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
    for (const replica of [0, 1])
      await (await open()).serve(subject, 'grid', async (body) => ({ body: body + String(counts[replica]!++) }));
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
};
