import { Injectable } from '@nestjs/common';
import {
  myServiceRequests,
  readReporter,
  readServiceRequest,
  requestErrors,
  serviceRequestRates,
  serviceRequestsOfPlace,
  staff,
  type fileServiceRequest,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { scopeParameters, type Request } from '@gezhi/shared/auth';
import { Database, keyset, pageOf } from '@gezhi/shared/database';
import { ensure } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { Original } from './outcome.rules.js';
import { requestRates, type Cohort } from './request-rates.rules.js';
import type { FeedbackLink } from './service-request.entity.js';
import type { Place } from './service-request.rules.js';
import * as sql from './service-request.sql.js';

type Item = OutputOf<typeof serviceRequestsOfPlace>['items'][number];
const noCohort = { filed: 0, due: 0, closed: 0, closedOnTime: 0, dispatched: 0, respondedInTime: 0, followedUp: 0, resolved: 0, rated: 0, satisfied: 0 };

@Injectable()
export class ServiceRequestQueries {
  constructor(private readonly database: Database) {}

  @Handles(readServiceRequest)
  async read({ id }: InputOf<typeof readServiceRequest>, request: Request): Promise<OutputOf<typeof readServiceRequest>> {
    const [row] = await this.database.read<OutputOf<typeof readServiceRequest>>(sql.byId, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(serviceRequestsOfPlace)
  async ofPlace(input: InputOf<typeof serviceRequestsOfPlace>, request: Request): Promise<OutputOf<typeof serviceRequestsOfPlace>> {
    const { placeCode, state = null, overdue = null, limit, after } = input;
    const parameters = [...scopeParameters(request), placeCode, state, input.class ?? null, overdue, ...keyset(after, 2), limit + 1];
    return pageOf(await this.database.read<Item>(sql.ofPlace, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(myServiceRequests)
  async mine(input: InputOf<typeof myServiceRequests>, request: Request): Promise<OutputOf<typeof myServiceRequests>> {
    const { open = null, limit, after } = input;
    const onDuty = request.roles.some((role) => (staff as readonly string[]).includes(role));
    const parameters = [...scopeParameters(request), onDuty, open, ...keyset(after, 2), limit + 1];
    return pageOf(await this.database.read<Item>(sql.mine, parameters), limit, (row) => [row.filedAt, row.id]);
  }

  @Handles(readReporter)
  async reporter({ id }: InputOf<typeof readReporter>, request: Request): Promise<OutputOf<typeof readReporter>> {
    const [row] = await this.database.read<OutputOf<typeof readReporter>>(sql.reporter, [...scopeParameters(request), id]);
    ensure(row, requestErrors.notFound);
    return row;
  }

  @Handles(serviceRequestRates)
  async rates({ placeCode, from, to }: InputOf<typeof serviceRequestRates>, request: Request): Promise<OutputOf<typeof serviceRequestRates>> {
    const rows = await this.database.read<Cohort & { proactive: boolean }>(sql.cohorts, [...scopeParameters(request), placeCode, from, to]);
    const of = (proactive: boolean): Cohort => rows.find((row) => row.proactive === proactive) ?? noCohort;
    return { complaints: requestRates(of(false)), proactive: requestRates(of(true)) };
  }

  /** Where a new request lies and which policy holds there, in one statement; `undefined` for an unknown place. */
  async placeOf({ householdId, gridCode, communityCode }: InputOf<typeof fileServiceRequest>): Promise<Place | undefined> {
    return (await this.database.read<Place>(sql.placeOf, [householdId ?? null, gridCode ?? null, communityCode ?? null]))[0];
  }

  async original(id: string): Promise<Original | undefined> {
    return (await this.database.read<Original>(sql.original, [id]))[0];
  }

  async link(id: string): Promise<FeedbackLink | undefined> {
    return (await this.database.read<FeedbackLink>(sql.link, [id]))[0];
  }

  /** For the overview of a place: requests still to be concluded, and those closed at least once. */
  async counts(placeCode: string): Promise<{ open: number; closed: number }> {
    return (await this.database.read<{ open: number; closed: number }>(sql.counts, [placeCode]))[0]!;
  }
}
