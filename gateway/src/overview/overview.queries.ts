import { Injectable } from '@nestjs/common';
import {
  overviewSections,
  placeOverview,
  publicOverview,
  type InputOf,
  type OverviewSection,
  type PlaceOverview,
} from '@gezhi/shared/contracts';
import type { Request } from '@gezhi/shared/auth';
import { Clock, Database, ensureCovered, SharedReads } from '@gezhi/shared/database';
import { Handles, RequestClient } from '@gezhi/shared/messaging';
import { Telemetry } from '@gezhi/shared/telemetry';
import { isUnavailable } from '../fan-out/ask-all.js';

/** How long one service may take; the picture is shown without it then. */
const patienceMs = 1000;
/** Of places as large as a community there is nothing in the picture that not everyone may see. */
const codeLengthOfCommunity = 12;
const sections = Object.keys(overviewSections) as OverviewSection[];
const publicSections = sections.filter((section) => (overviewSections[section].scope as readonly string[]).includes('public'));

/** The one picture of a place. */
@Injectable()
export class OverviewQueries {
  private readonly shared = new SharedReads();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly requests: RequestClient,
    private readonly telemetry: Telemetry,
  ) {}

  /** X-01, X-T4 One service down is not a blank page. @throws DomainError not-found outside the actor's scope */
  @Handles(placeOverview)
  async ofPlace({ code }: InputOf<typeof placeOverview>, request: Request): Promise<PlaceOverview> {
    await ensureCovered(this.database, request, code);
    return code.length > codeLengthOfCommunity ? this.paint(code, sections, request) : this.forEveryone(code, request);
  }

  /** X-04 The sections that services answer to everyone. */
  @Handles(publicOverview)
  ofPlaceForEveryone({ code }: InputOf<typeof publicOverview>, request: Request): Promise<PlaceOverview> {
    return this.forEveryone(code, request);
  }

  /** Asked without anybody's token, the picture is the same for all: those who wait for it share one. */
  private forEveryone(code: string, { token: _token, ...anonymous }: Request): Promise<PlaceOverview> {
    return this.shared.read(code, () => this.paint(code, publicSections, anonymous));
  }

  private async paint(placeCode: string, shown: readonly OverviewSection[], request: Request): Promise<PlaceOverview> {
    const settled = await Promise.allSettled(
      shown.map((section) => this.requests.call({ ...overviewSections[section], timeoutMs: patienceMs }, { placeCode }, request)),
    );
    const unavailable = shown.filter((_, index) => settled[index]!.status === 'rejected');
    for (const [index, result] of settled.entries())
      if (result.status === 'rejected' && !isUnavailable(result.reason))
        this.telemetry.log.warn({ section: shown[index], reason: (result.reason as Error).message }, 'overview section refused');
    const painted = Object.fromEntries(settled.map((result, index) => [shown[index], result.status === 'fulfilled' ? result.value : null]));
    return { placeCode, at: this.clock.now(), ...painted, unavailable };
  }
}
