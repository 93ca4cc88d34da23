import type { InputOf, startMicroProject } from '@gezhi/shared/contracts';
import { checkReachable } from '@gezhi/shared/domain';
import { abandon, accept, isOverdue, placeOf, projectLife, start } from './micro-project.rules.js';

/** 23:00 of 30 June in Changzhou. */
const now = '2026-06-30T15:00:00.000Z';
const tomorrow = '2026-06-30T16:00:00.000Z';
const id = (serial: number) => `01890000-0000-7000-8000-${String(serial).padStart(12, '0')}`;
const [starter, leader] = [id(1), id(2)];
const gridCode = '320404004001001';
const input: InputOf<typeof startMicroProject> = {
  ...{ id: id(10), gridCode, kind: 'GREEN_SPACE', title: '试：边角地块变小花园', costFen: 80_000_00, ownerCadreId: id(3) },
  ...{ dueOn: '2026-06-30', before: { evidenceIds: [id(20)] } },
};
const after = { evidenceIds: [id(21)] };
const refusal = (code: string) => expect.objectContaining({ code: code.includes('.') ? code : `grid.micro-project.${code}` });
const started = start(input, true, starter, now).state;

describe('G-18 a micro-project starts with pictures of before', () => {
  it('reaches every state', () => {
    expect(checkReachable(projectLife)).toEqual({ unreachable: [], unknown: [] });
  });

  it('in a grid or a community, and is told of without words', () => {
    expect(started).toMatchObject({ placeCode: gridCode, communityCode: '320404004001', status: 'STARTED', afterEvidenceIds: [] });
    const { gridCode: _grid, ...elsewhere } = input;
    const { state, events } = start({ ...elsewhere, communityCode: '320404004001', topicId: id(5) }, true, starter, now);
    expect(state).toMatchObject({ placeCode: '320404004001', gridCode: null, topicId: id(5) });
    expect(events.map(({ data }) => data)).toEqual([
      { projectId: id(10), placeCode: '320404004001', kind: 'GREEN_SPACE', problemId: null, topicId: id(5), at: now, version: 1 },
    ]);
  });

  it.each([
    ['place-missing', { communityCode: '320404004001' }, true],
    ['place-missing', { gridCode: undefined }, true],
    ['owner-unknown', {}, false],
    ['due-past', { dueOn: '2026-06-29' }, true],
    ['before-missing', { before: { evidenceIds: [] } }, true],
  ])('refuses %s', (code, more, ownerActive) => {
    expect(() => start({ ...input, ...more }, ownerActive, starter, now)).toThrow(refusal(code));
  });

  it('names one place', () => {
    expect(placeOf({ gridCode })).toBe(gridCode);
  });
});

describe('G-18 accepted with pictures of after by somebody else', () => {
  it.each([
    [now, true],
    [tomorrow, false],
  ])('at %s: on time %s', (at, onTime) => {
    const { state, events } = accept(started, { id: id(10), after, costFen: 79_000_00 }, leader, at);
    expect(state).toMatchObject({ status: 'ACCEPTED', costFen: 79_000_00, afterEvidenceIds: after.evidenceIds, acceptedAt: at });
    expect(events.map(({ data }) => data)).toMatchObject([{ projectId: id(10), onTime, version: 2 }]);
  });

  it('at the cost it was started with unless another is named', () => {
    expect(accept(started, { id: id(10), after }, leader, now).state.costFen).toBe(input.costFen);
  });

  it('refuses the starter, no pictures and any other state', () => {
    const given = { id: id(10), after };
    expect(() => accept(started, given, starter, now)).toThrow(refusal('own-project'));
    expect(() => accept(started, { ...given, after: { evidenceIds: [] } }, leader, now)).toThrow(refusal('after-missing'));
    const abandoned = abandon(started, '试：改由物业实施').state;
    expect(abandoned).toMatchObject({ status: 'ABANDONED', endReason: '试：改由物业实施' });
    expect(() => accept(abandoned, given, leader, now)).toThrow(refusal('platform.request.wrong-state'));
    expect(() => abandon(abandoned, '试')).toThrow(refusal('platform.request.wrong-state'));
  });

  it.each([
    ['STARTED', '2026-06-30', false],
    ['STARTED', '2026-07-01', true],
    ['ACCEPTED', '2026-07-01', false],
  ] as const)('%s on %s: overdue %s', (status, today, overdue) => {
    expect(isOverdue({ status, dueOn: '2026-06-30' }, today)).toBe(overdue);
  });
});
