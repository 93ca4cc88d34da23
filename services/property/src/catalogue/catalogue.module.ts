import { Module } from '@nestjs/common';
import { EstateModule } from '../estate/estate.module.js';
import { CatalogueCommands } from './catalogue.commands.js';
import { CatalogueQueries } from './catalogue.queries.js';

@Module({ imports: [EstateModule], providers: [CatalogueCommands, CatalogueQueries], exports: [CatalogueQueries] })
export class CatalogueModule {}
