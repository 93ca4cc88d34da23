import { Injectable } from '@nestjs/common';
import { serviceRequestCounts, type InputOf, type OutputOf } from '@gezhi/shared/contracts';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, named } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import { isGridless, isMine, isOpen, isOverdue, isRecheckDue, isUnassigned, isWaiting, liesIn, placed } from './request-columns.queries.js';
import { isOnDuty } from './request-list.queries.js';

const counted = (condition: string, name: string): string => `count(*) FILTER (WHERE ${condition})::int AS "${name}"`;
const mine = named(
  'service-request.count-mine',
  `SELECT ${counted(isOpen, 'open')}, ${counted(isOverdue, 'overdue')} FROM ${placed} WHERE ${isMine('$3')}`,
);
const ofPlace = named(
  'service-request.count-of-place',
  `SELECT ${counted(isOpen, 'open')}, ${counted(isOverdue, 'overdue')}, ${counted(isUnassigned, 'unassigned')},
     ${counted(isWaiting, 'waiting')}, ${counted(isRecheckDue, 'recheckDue')}, ${counted(isGridless, 'gridless')} FROM ${placed} WHERE ${liesIn('$3')}`,
);

type Counts = OutputOf<typeof serviceRequestCounts>;

@Injectable()
export class CountsQueries {
  constructor(private readonly database: Database) {}

  /** What the lists of requests hold, by the very conditions of the lists. */
  @Handles(serviceRequestCounts)
  async counts({ placeCode }: InputOf<typeof serviceRequestCounts>, request: Request): Promise<Counts> {
    const scope = scopeParameters(request);
    const [[own], [there]] = await Promise.all([
      this.database.read<Counts['mine']>(mine, [...scope, isOnDuty(request)]),
      this.database.read<Counts['place']>(ofPlace, [...scope, placeCode]),
    ]);
    return { mine: own!, place: there! };
  }
}
