import { IsInt, Max, Min, ValidateBy } from 'class-validator';

/** A key of 32 bytes in base64. */
export const IsMasterKey = (): PropertyDecorator =>
  ValidateBy({
    name: 'isMasterKey',
    validator: {
      validate: (value) => typeof value === 'string' && /^[A-Za-z0-9+/]{43}=$/.test(value),
      defaultMessage: () => 'must be 32 bytes in base64',
    },
  });

/** An address that may name a host without a domain, as in a network of containers. */
export const HTTP_URL = { protocols: ['http', 'https'], require_protocol: true, require_tld: false };

/** A TCP port; 0 for any that is free. */
export const IsPort = (): PropertyDecorator => (target, key) => {
  for (const rule of [IsInt(), Min(0), Max(65_535)]) rule(target, key);
};
