import { Injectable } from '@nestjs/common';
import { Database, foldFigures } from '@gezhi/shared/database';
import { Every } from '@gezhi/shared/schedule';

const fold = foldFigures('place_figure', ['place_code', 'kind'], ['households']);

@Injectable()
export class FigureSchedule {
  constructor(private readonly database: Database) {}

  @Every('* * * * *')
  async fold(): Promise<void> {
    await this.database.write(fold, []);
  }
}
