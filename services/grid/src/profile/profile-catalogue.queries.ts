import { Injectable } from '@nestjs/common';
import { inScope, scopeParameters, type Request } from '@gezhi/shared/auth';
import { profileErrors, readProfileCatalogue, requestErrors, type InputOf, type ProfileClass } from '@gezhi/shared/contracts';
import { Database, named } from '@gezhi/shared/database';
import { ensure, forPlace } from '@gezhi/shared/domain';
import { Handles } from '@gezhi/shared/messaging';
import type { ProfileCatalogueState } from './profile-catalogue.rules.js';

/** The catalogues laid down for place `$1`, above it or below. */
export const catalogues = named(
  'profile.catalogues',
  `SELECT id, version, jurisdiction_id AS "jurisdictionId", items FROM profile_catalogue
   WHERE starts_with($1, jurisdiction_id) OR starts_with(jurisdiction_id, $1) ORDER BY jurisdiction_id, version`,
);
const placeSeen = named('profile.place-seen', `SELECT 1 WHERE ${inScope({ place: '$3::text' })}`);

@Injectable()
export class ProfileCatalogueQueries {
  constructor(private readonly database: Database) {}

  @Handles(readProfileCatalogue)
  async catalogue({ placeCode }: InputOf<typeof readProfileCatalogue>, request: Request): Promise<ProfileCatalogueState> {
    ensure((await this.database.read(placeSeen, [...scopeParameters(request), placeCode])).length, requestErrors.notFound);
    return this.catalogueAt(placeCode);
  }

  /** The classes of the catalogue in force at a place; refuses with `grid.profile.catalogue-missing`. */
  async classesAt(placeCode: string): Promise<readonly ProfileClass[]> {
    return (await this.catalogueAt(placeCode)).items;
  }

  /** How many versions of its catalogue a jurisdiction has published. */
  async versionsOf(jurisdictionId: string): Promise<number> {
    const versions = await this.database.read<ProfileCatalogueState>(catalogues, [jurisdictionId]);
    return Math.max(0, ...versions.filter((catalogue) => catalogue.jurisdictionId === jurisdictionId).map(({ version }) => version));
  }

  private async catalogueAt(placeCode: string): Promise<ProfileCatalogueState> {
    const found = forPlace(await this.database.read<ProfileCatalogueState>(catalogues, [placeCode]), placeCode);
    ensure(found, profileErrors.catalogueMissing, { placeCode });
    return found;
  }
}
