import { startCluster } from '../../scripts/cluster.js';
import { describeClosedLoop } from '../support/closed-loop.js';

describeClosedLoop('one process', () => startCluster({ oneProcess: true }));
