import { cadres, due, file, forming, idOf, leader, now, opened, refusal } from './hard-case.fixture.js';
import { addLine, closeForce, completeMeasure, forceLife, form, openMeasures, type Force } from './task-force.rules.js';

const facts = { cadres, usualLead: 'PUBLIC_SECURITY_GOVERNANCE' as const, by: leader };
const formed = (changes: object = {}) => form(forming(changes), opened(), facts, now);
const refused = (changes: object, more: object = {}) => refusal(() => form(forming(changes), opened(), { ...facts, ...more }, now));
const done = (force: Force): Force => ({
  ...force,
  measures: force.measures.map((measure) => completeMeasure(measure, force.force, [file], now).state),
});

describe('G-16 a task force joins lines on a hard case', () => {
  it('led by the line named, else by that of the playbook of the grid type', () => {
    const { state, events } = formed();
    expect([state.force.leadLine, state.lines.length, state.measures.length]).toEqual(['PUBLIC_SECURITY_GOVERNANCE', 2, 2]);
    expect(events[0]!.data).toMatchObject({ lines: ['PUBLIC_SECURITY_GOVERNANCE', 'HOUSING_CONSTRUCTION'], dueAt: due });
    expect(JSON.stringify(events)).not.toContain('样例');
    expect(formed({ leadLine: 'HOUSING_CONSTRUCTION' }).state.force.leadLine).toBe('HOUSING_CONSTRUCTION');
  });

  it('refuses what is no task force', () => {
    const [first, second] = forming().members;
    const measure = forming().measures[0]!;
    expect([
      refused({ dueAt: now }),
      refused({ members: [first, { ...first, cadreId: idOf(12) }] }),
      refused({ members: [first, second, { ...first, cadreId: idOf(12) }] }),
      refused({}, { usualLead: null }),
      refused({ leadLine: 'ECONOMIC_DEVELOPMENT' }),
      refused({ members: [first, { ...second, cadreId: idOf(13) }] }),
      refused({}, { cadres: [] }),
      refused({ measures: [{ ...measure, line: 'ECONOMIC_DEVELOPMENT' }] }),
      refused({ measures: [{ ...measure, dueAt: now }] }),
      refused({ measures: [{ ...measure, dueAt: '2026-07-01T00:00:00.000Z' }] }),
      refusal(() => form(forming(), { ...opened(), status: 'CLEARED' }, facts, now)),
    ]).toEqual([
      'grid.hard-case.due-past',
      'grid.hard-case.one-line',
      'grid.hard-case.line-taken',
      'grid.hard-case.lead-missing',
      'grid.hard-case.lead-missing',
      'grid.hard-case.line-mismatch',
      'grid.hard-case.line-mismatch',
      'grid.hard-case.measure-line',
      'grid.hard-case.due-past',
      'grid.hard-case.measure-after-force',
      'platform.request.wrong-state',
    ]);
  });

  it('another line joins once', () => {
    const joining = { id: idOf(50), line: 'ECONOMIC_DEVELOPMENT' as const, cadreId: idOf(13), measures: [] };
    const { state } = addLine(formed().state, { ...joining, measures: [{ id: idOf(53), title: '样例', dueAt: due }] }, cadres, now);
    expect([state.force.version, state.lines.length, state.measures.at(-1)!.line]).toEqual([2, 3, 'ECONOMIC_DEVELOPMENT']);
    expect([
      refusal(() => addLine(state, joining, cadres, now)),
      refusal(() =>
        addLine(
          formed().state,
          { ...joining, measures: [{ id: idOf(53), title: '样例', dueAt: '2026-07-01T00:00:00.000Z' }] },
          cadres,
          now,
        ),
      ),
      refusal(() => addLine(formed().state, { ...joining, cadreId: idOf(12) }, cadres, now)),
      refusal(() => addLine(closeForce(done(formed().state), '样例', now).state, joining, cadres, now)),
    ]).toEqual([
      'grid.hard-case.line-taken',
      'grid.hard-case.measure-after-force',
      'grid.hard-case.line-mismatch',
      'platform.request.wrong-state',
    ]);
  });

  it('a joint measure is done once, with evidence', () => {
    const { force, measures } = formed().state;
    const [measure] = measures as [(typeof measures)[number]];
    expect(refusal(() => completeMeasure(measure, force, [], now))).toBe('grid.hard-case.evidence-missing');
    const { state } = completeMeasure(measure, force, [file], now);
    expect(state).toMatchObject({ completedAt: now, evidenceIds: [file], version: 2 });
    expect(refusal(() => completeMeasure(state, force, [file], now))).toBe('platform.request.wrong-state');
  });

  it('closes when all measures are done, on time or not', () => {
    const at = formed().state;
    expect([openMeasures(at), openMeasures(undefined), openMeasures(done(at))]).toEqual([2, 0, 0]);
    expect(refusal(() => closeForce(at, '样例', now))).toBe('grid.hard-case.measures-open');
    const closed = (when: string) => closeForce(done(at), '样例：已化解', when);
    expect([due, '2026-06-30T00:00:00.001Z'].map((when) => closed(when).events[0]!.data)).toMatchObject([
      { onTime: true },
      { onTime: false },
    ]);
    expect(refusal(() => closeForce(closed(due).state, '样例', due))).toBe('platform.request.wrong-state');
    expect([openMeasures({ ...at, force: closed(due).state.force }), forceLife.all().length]).toEqual([0, 1]);
  });
});
