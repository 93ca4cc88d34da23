import { Module } from '@nestjs/common';
import { ProofModule } from '../proof/proof.module.js';
import { SessionModule } from '../session/session.module.js';
import { CertificateCommands } from './certificate.commands.js';
import { CertificateQueries } from './certificate.queries.js';

@Module({ imports: [ProofModule, SessionModule], providers: [CertificateCommands, CertificateQueries] })
export class CertificateModule {}
