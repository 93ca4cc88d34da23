import { Entity, PrimaryColumn } from 'typeorm';

/** A community that the grid service told of: it has grids or households. */
@Entity()
export class KnownCommunity {
  @PrimaryColumn('text') code!: string;
}
