import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The one table of a service that says who a person is; everywhere else stands only its id. Erasure clears the row. */
@Entity()
export class Person {
  static readonly scope = { place: 't.community_code', self: 't.household_id' };
  static readonly personal = ['name', 'phone', 'identityNumber', 'address', 'birthDate'];

  @PrimaryColumn('uuid') id!: string;
  @Column('integer') version!: number;
  @Column('uuid', { nullable: true }) householdId!: string | null;
  @Column('text') communityCode!: string;
  @Column('text', { nullable: true }) name!: string | null;
  @Column('text', { nullable: true }) phone!: string | null;
  @Column('text', { nullable: true }) identityNumber!: string | null;
  @Column('text', { nullable: true }) address!: string | null;
  @Column('date', { nullable: true }) birthDate!: string | null;
  @Column('date', { nullable: true }) retainUntil!: string | null;
  @Column('timestamptz', { nullable: true }) erasedAt!: string | null;
}

type Known = Pick<Person, 'id' | 'communityCode'> & {
  readonly [K in keyof Omit<Person, 'id' | 'communityCode' | 'version'>]?: Person[K] | undefined;
};

/** The row of a person who is registered: what is known, and null for everything else. */
export const newPerson = ({ id, communityCode, ...known }: Known): Person => ({
  ...{ id, version: 1, communityCode, householdId: known.householdId ?? null },
  ...{ name: known.name ?? null, phone: known.phone ?? null, identityNumber: known.identityNumber ?? null },
  ...{ address: known.address ?? null, birthDate: known.birthDate ?? null },
  ...{ retainUntil: known.retainUntil ?? null, erasedAt: known.erasedAt ?? null },
});
