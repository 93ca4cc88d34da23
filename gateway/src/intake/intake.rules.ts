import { intakeErrors } from '@gezhi/shared/contracts';
import { decide, ensure, type Decision } from '@gezhi/shared/domain';
import type { Intake } from './intake.entity.js';
import type { Sheet, Tally } from './intake-batches.js';

/** X-03 A dry run ends checked, or refused as soon as one row was refused: nothing is stored by halves. */
export function checked(intake: Sheet, tally: Tally): Decision<Intake> {
  return decide({ ...intake, ...tally, version: 1, status: tally.refused ? 'REFUSED' : 'CHECKED', batchesDone: 0 });
}

/** X-03 Only a checked import is stored, once; an interrupted one goes on where it stopped. */
export function beginCommit(intake: Intake): Decision<Intake> {
  ensure(intake.status !== 'REFUSED', intakeErrors.rowsRefused);
  ensure(intake.status !== 'COMMITTED', intakeErrors.alreadyCommitted);
  return decide({ ...intake, status: 'COMMITTING' });
}

/** X-03 After each stored batch the place to resume at moves on, and never back. */
export function batchStored(intake: Intake, batch: number): Decision<Intake> {
  return decide({ ...intake, batchesDone: Math.max(intake.batchesDone, batch) });
}

/** X-03 A commit ends when every batch is stored. */
export function committed(intake: Intake): Decision<Intake> {
  return decide({ ...intake, status: 'COMMITTED' });
}
