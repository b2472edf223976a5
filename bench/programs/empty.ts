// The cheapest app that `cdk8s synth` can run.
import { App } from 'cdk8s';

new App().synth();
