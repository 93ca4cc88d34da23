import { answer, close, elapse, needsChosen, open, questionnaireLife, tally } from './questionnaire.rules.js';

const id = (n: number) => `01890000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const now = '2026-03-10T08:00:00.000Z';
const closesAt = '2026-03-20T08:00:00.000Z';
const justBefore = '2026-03-20T07:59:59.999Z';
const questions = [
  {
    ...{ text: '演示：您家最需要什么服务？', mostChoices: 2 },
    options: [
      { text: '老年食堂', needKind: 'ELDERLY_CARE' },
      { text: '小修小补', needKind: 'REPAIR' },
      { text: '其他', needKind: null },
    ],
  },
  { text: '演示：何时方便？', mostChoices: 1, options: ['工作日', '周末'].map((text) => ({ text, needKind: null })) },
];
const input = { id: id(1), communityCode: '230521100001', title: '演示问卷', questions, closesAt };
const opened = () => open(input, now).state;
const chosen = (choices: number[][]) => ({ id: id(2), questionnaireId: id(1), householdId: id(3), choices });
const refusal = (name: string) => expect.objectContaining({ code: `council.questionnaire.${name}` });

describe('C-16 questionnaires', () => {
  it('have different questions and options, no more choices than options, and an end to come', () => {
    expect(opened()).toMatchObject({ state: 'OPEN', opensAt: now, closesAt });
    const [first, second] = questions;
    for (const wrong of [
      [first!, first!],
      [{ ...second!, mostChoices: 3 }],
      [{ ...second!, options: [second!.options[0]!, second!.options[0]!] }],
    ])
      expect(() => open({ ...input, questions: wrong }, now)).toThrow(refusal('question-invalid'));
    expect(() => open({ ...input, closesAt: now }, now)).toThrow(refusal('closing-invalid'));
  });

  it('take answers until their end, not at it', () => {
    expect(answer(chosen([[0, 1], [1]]), opened(), 'ONLINE', justBefore).state).toMatchObject({ channel: 'ONLINE', householdId: id(3) });
    expect(() => answer(chosen([[0], [1]]), opened(), 'ONLINE', closesAt)).toThrow(refusal('closed'));
    expect(() => answer(chosen([[0], [1]]), close(opened(), now).state, 'ONLINE', now)).toThrow(refusal('closed'));
  });

  it.each([
    ['too few questions', [[0]], 1],
    ['too many choices', [[0, 1, 2], [0]], 0],
    ['one option twice', [[0, 0], [0]], 0],
    ['an option that is none', [[0], [2]], 1],
  ])('refuse %s', (_, choices, question) => {
    expect(() => answer(chosen(choices), opened(), 'ONLINE', now)).toThrow(
      expect.objectContaining({ code: 'council.questionnaire.choice-invalid', details: { question } }),
    );
  });

  it('the needs that were chosen, and how often each option was', () => {
    expect(needsChosen(opened(), [[1, 0], [0]])).toEqual(['REPAIR', 'ELDERLY_CARE']);
    expect(needsChosen(opened(), [[2], []])).toEqual([]);
    expect(
      tally(opened(), [
        [[0, 1], [1]],
        [[0], [0]],
        [[], [1]],
      ]),
    ).toEqual([
      [2, 1, 0],
      [1, 2],
    ]);
  });

  it('close once, before or at their end', () => {
    expect(close(opened(), now).state).toMatchObject({ state: 'CLOSED', closesAt: now });
    expect(elapse(opened(), closesAt).state).toMatchObject({ state: 'CLOSED', closesAt });
    const wrong = expect.objectContaining({ code: 'platform.request.wrong-state' });
    expect(() => elapse(opened(), justBefore)).toThrow(wrong);
    expect(() => close(close(opened(), now).state, now)).toThrow(wrong);
    expect(questionnaireLife.all()).toHaveLength(2);
  });
});
