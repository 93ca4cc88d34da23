import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import {
  agreementsOfCouncil,
  councilsOfPlace,
  organizationsOfCouncil,
  programmesOfPlace,
  projectsOfCouncil,
  readCouncil,
  type InputOf,
  type OutputOf,
} from '@gezhi/shared/contracts';
import { ascending, columnsOf, Database, descending, keyset, named, pageOf, today, UnitOfWork } from '@gezhi/shared/database';
import { Handles } from '@gezhi/shared/messaging';
import type { AgreementState, ProjectState } from './agreement.rules.js';
import { CoBuildingAgreement, CoBuildingProject, Council, MemberOrganization, Programme } from './council.entity.js';
import type { CouncilState, MemberOrganizationState, ProgrammeState } from './council.rules.js';

type ListedProject = ProjectState & { readonly isOverdue: boolean };

@Injectable()
export class CouncilQueries {
  private readonly statements;

  constructor(
    private readonly database: Database,
    private readonly work: UnitOfWork,
  ) {
    const columns = (entity: new () => object) => columnsOf(database.entities.getMetadata(entity));
    this.statements = {
      ofPlace: named(
        'council.of-place',
        `SELECT ${columns(Council)} FROM council t WHERE starts_with(t.community_code, $3) AND ${inScope(Council.scope)}
           AND (t.community_code, t.id) > ($4, $5::uuid) ORDER BY t.community_code, t.id LIMIT $6`,
      ),
      organizations: named(
        'council.organizations',
        `SELECT ${columns(MemberOrganization)} FROM member_organization t WHERE t.council_id = $3 AND ${inScope(MemberOrganization.scope)}
           AND ($4::text IS NULL OR t.state = $4) AND ($5::text IS NULL OR t.kind = $5)
           AND (t.name, t.id) > ($6, $7::uuid) ORDER BY t.name, t.id LIMIT $8`,
      ),
      agreements: named(
        'council.agreements',
        `SELECT ${columns(CoBuildingAgreement)} FROM co_building_agreement t WHERE t.council_id = $3 AND ${inScope(CoBuildingAgreement.scope)}
           AND ($4::text IS NULL OR t.state = $4)
           AND (t.from_day, t.id) < ($5::date, $6::uuid) ORDER BY t.from_day DESC, t.id DESC LIMIT $7`,
      ),
      projects: named(
        'council.projects',
        `SELECT ${columns(CoBuildingProject)}, t.state = 'UNDERWAY' AND t.due_on < ${today} AS "isOverdue"
         FROM co_building_project t WHERE t.council_id = $3 AND ${inScope(CoBuildingProject.scope)}
           AND ($4::text IS NULL OR t.state = $4) AND ($5::uuid IS NULL OR t.programme_id = $5)
           AND (t.due_on, t.id) > ($6::date, $7::uuid) ORDER BY t.due_on, t.id LIMIT $8`,
      ),
      programmes: named(
        'council.programmes',
        `SELECT ${columns(Programme)} FROM programme t WHERE starts_with($1, t.place_code) AND (t.to_day IS NULL OR t.to_day >= ${today})
           AND (t.from_day, t.id) < ($2::date, $3::uuid) ORDER BY t.from_day DESC, t.id DESC LIMIT $4`,
      ),
      programme: named('council.programme', `SELECT ${columns(Programme)} FROM programme t WHERE t.id = $1`),
    };
  }

  @Handles(readCouncil)
  async read({ id }: InputOf<typeof readCouncil>, request: Request): Promise<OutputOf<typeof readCouncil>> {
    return this.council(id, request);
  }

  @Handles(councilsOfPlace)
  async ofPlace({ placeCode, after, limit }: InputOf<typeof councilsOfPlace>, request: Request): Promise<OutputOf<typeof councilsOfPlace>> {
    const position = keyset(after, ascending('text', 'uuid'));
    const parameters = [...scopeParameters(request), placeCode, ...position, limit + 1];
    const rows = await this.database.read<CouncilState>(this.statements.ofPlace, parameters);
    return pageOf(rows, limit, ({ communityCode, id }) => [communityCode, id]);
  }

  @Handles(organizationsOfCouncil)
  async organizations(input: InputOf<typeof organizationsOfCouncil>, request: Request): Promise<OutputOf<typeof organizationsOfCouncil>> {
    const { councilId, state = null, kind = null, after, limit } = input;
    const position = keyset(after, ascending('text', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, state, kind, ...position, limit + 1];
    const rows = await this.database.read<MemberOrganizationState>(this.statements.organizations, parameters);
    return pageOf(rows, limit, ({ name, id }) => [name, id]);
  }

  @Handles(agreementsOfCouncil)
  async agreements(input: InputOf<typeof agreementsOfCouncil>, request: Request): Promise<OutputOf<typeof agreementsOfCouncil>> {
    const { councilId, state = null, after, limit } = input;
    const position = keyset(after, descending('date', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, state, ...position, limit + 1];
    const rows = await this.database.read<AgreementState>(this.statements.agreements, parameters);
    return pageOf(rows, limit, ({ from, id }) => [from, id]);
  }

  @Handles(projectsOfCouncil)
  async projects(input: InputOf<typeof projectsOfCouncil>, request: Request): Promise<OutputOf<typeof projectsOfCouncil>> {
    const { councilId, state = null, programmeId = null, after, limit } = input;
    const position = keyset(after, ascending('date', 'uuid'));
    const parameters = [...scopeParameters(request), councilId, state, programmeId, ...position, limit + 1];
    const rows = await this.database.read<ListedProject>(this.statements.projects, parameters);
    return pageOf(rows, limit, ({ dueOn, id }) => [dueOn, id]);
  }

  @Handles(programmesOfPlace)
  async programmes({ placeCode, after, limit }: InputOf<typeof programmesOfPlace>): Promise<OutputOf<typeof programmesOfPlace>> {
    const position = keyset(after, descending('date', 'uuid'));
    const rows = await this.database.read<ProgrammeState>(this.statements.programmes, [placeCode, ...position, limit + 1]);
    return pageOf(rows, limit, ({ from, id }) => [from, id]);
  }

  /** C-01 For other features: the council that the actor reaches. @throws DomainError not-found outside the scope */
  async council(id: string, request: Request): Promise<CouncilState> {
    return (await this.work.load(request, Council, id)).state;
  }

  /** C-01 For other features: the member organisation that the actor reaches. @throws DomainError not-found outside the scope */
  async organization(id: string, request: Request): Promise<MemberOrganizationState> {
    return (await this.work.load(request, MemberOrganization, id)).state;
  }

  /** C-03 For the rules of this feature and of others: a programme, or `undefined`. */
  async programme(id: string | undefined): Promise<ProgrammeState | undefined> {
    return id === undefined ? undefined : (await this.database.read<ProgrammeState>(this.statements.programme, [id]))[0];
  }
}
