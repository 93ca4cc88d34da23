import { Injectable } from '@nestjs/common';
import { Database, insert, named, Person, type Write } from '@gezhi/shared/database';
import { personOf, type Named } from './member.plan.js';

const known = named('person.known', 'SELECT id FROM person WHERE id = ANY($1::uuid[]) AND community_code = $2 AND erased_at IS NULL');

@Injectable()
export class PersonQueries {
  constructor(private readonly database: Database) {}

  /** The rows of those whom the register of the community does not have yet; who is known stays as registered, in whatever part before. */
  async newAmong(people: readonly Named[], communityCode: string): Promise<Write[]> {
    const rows = await this.database.read<{ id: string }>(known, [people.map(({ personId }) => personId), communityCode]);
    const ids = new Set(rows.map(({ id }) => id));
    return people.filter(({ personId }) => !ids.has(personId)).map((person) => insert(Person, personOf(person, communityCode)));
  }
}
