import * as names from '../../lib/core/names';
import data from './data/names.json';

const counted: Readonly<Record<string, [(value: string) => boolean, (value: string) => names.Problems]>> = {
  dns1123Label: [names.isDNS1123Label, names.dns1123LabelProblems],
  dns1123Subdomain: [names.isDNS1123Subdomain, names.dns1123SubdomainProblems],
  dns1035Label: [names.isDNS1035Label, names.dns1035LabelProblems],
  wildcardDNS1123Subdomain: [names.isWildcardDNS1123Subdomain, names.wildcardDNS1123SubdomainProblems],
  fullyQualifiedDomainName: [names.isFullyQualifiedDomainName, names.fullyQualifiedDomainNameProblems],
  qualifiedName: [names.isQualifiedName, names.qualifiedNameProblems],
  labelValue: [names.isLabelValue, names.labelValueProblems],
  configMapKey: [names.isConfigMapKey, names.configMapKeyProblems],
  envVarName: [names.isEnvVarName, names.envVarNameProblems],
  portName: [names.isPortName, names.portNameProblems],
};

const judged: Readonly<Record<string, (value: string) => boolean>> = {
  isRelaxedEnvVarName: names.isRelaxedEnvVarName,
  isCIdentifier: names.isCIdentifier,
  isHTTPHeaderName: names.isHTTPHeaderName,
  isPercent: names.isPercent,
  isPathSegmentName: names.isPathSegmentName,
  isDomainPrefixedKey: names.isDomainPrefixedKey,
  isDomainPrefixedPath: names.isDomainPrefixedPath,
};

describe('the syntax of names', () => {
  test.each(Object.entries(counted))('%s has as many problems as upstream reports', (syntax, [accepts, problems]) => {
    for (const row of data.texts) {
      const expected = row[syntax as keyof typeof row];
      expect({ text: row.in, problems: problems(row.in).length }).toEqual({ text: row.in, problems: expected });
      expect({ text: row.in, accepted: accepts(row.in) }).toEqual({ text: row.in, accepted: expected === 0 });
    }
  });

  test.each(Object.entries(judged))('%s accepts what upstream accepts', (syntax, accepts) => {
    for (const row of data.texts) {
      expect({ text: row.in, accepted: accepts(row.in) }).toEqual({
        text: row.in,
        accepted: row[syntax as keyof typeof row],
      });
    }
  });

  test('says what is wrong', () => {
    expect(names.dns1123LabelProblems('my.name')).toEqual(['must not contain dots']);
    expect(names.dns1123LabelProblems(`-${'a'.repeat(63)}`)).toEqual([
      'must be no more than 63 characters',
      'must be lower-case letters, digits or "-", begin and end with a letter or digit',
    ]);
    expect(names.qualifiedNameProblems('Example.com/')).toEqual([
      'prefix part must be lower-case letters, digits, "-" or ".", every part must begin and end with a letter or digit',
      'name part must not be empty',
      'name part must be letters, digits, "-", "_" or ".", and begin and end with a letter or digit',
    ]);
    expect(names.configMapKeyProblems('..data')).toEqual(['must not begin with ".."']);
  });

  test('takes port numbers from 1 to 65535', () => {
    expect([0, 1, 1.5, 65535, 65536].filter(names.isPortNumber)).toEqual([1, 65535]);
  });
});
