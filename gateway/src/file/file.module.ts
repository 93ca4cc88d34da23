import { Module } from '@nestjs/common';
import { FileCommands } from './file.commands.js';
import { FileQueries } from './file.queries.js';
import { ObjectStores } from './object-stores.js';

@Module({ providers: [FileCommands, FileQueries, ObjectStores], exports: [ObjectStores] })
export class FileModule {}
