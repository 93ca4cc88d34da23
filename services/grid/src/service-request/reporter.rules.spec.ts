import { refusal, resident, worker } from './request.fixture.js';
import { ensureReporterNamed, type Registered } from './reporter.rules.js';

const given = { personId: '01900000-0000-7000-8000-000000000003', name: '样例某甲' };
const registered: Registered = { name: '样例某甲', phone: '000-样例', erased: false, own: false, readable: false };

describe('G-40 X-T8 who may be named as the reporter', () => {
  it.each([
    ['a resident names somebody new', given, undefined, resident, 'reporter-not-yours'],
    ['a resident names a person of elsewhere', given, registered, resident, 'reporter-not-yours'],
    ['a resident names whom staff may read', given, { ...registered, readable: true }, resident, 'reporter-not-yours'],
    ['a resident names one of the own household', given, { ...registered, own: true }, resident, 'accepted'],
    ['staff name somebody new', given, undefined, worker, 'accepted'],
    ['staff name whom they may not read', given, registered, worker, 'reporter-not-yours'],
    ['staff name whom they may read', given, { ...registered, readable: true }, worker, 'accepted'],
    ['staff name somebody erased', given, { ...registered, readable: true, erased: true }, worker, 'reporter-not-yours'],
    ['by another name', { ...given, name: '样例某乙' }, { ...registered, readable: true }, worker, 'reporter-differs'],
    ['with another telephone', { ...given, phone: '111' }, { ...registered, readable: true }, worker, 'reporter-differs'],
    ['with the same telephone', { ...given, phone: '000-样例' }, { ...registered, readable: true }, worker, 'accepted'],
  ])('%s', (_, reporter, person, by, expected) => {
    const outcome = refusal(() => ensureReporterNamed(reporter, person, by));
    expect(outcome.replace('grid.service-request.', '')).toBe(expected);
  });
});
