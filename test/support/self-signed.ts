/**
 * A certificate that nobody trusts, and its key, made for these tests alone:
 * openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 36500 -subj /CN=hark-test
 */
export const SELF_SIGNED = {
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQg8HJmCCCWLkLmdb35
nmvoUyHT38yyjzlKR4lXy6xZvq2hRANCAATwOg6ZMUvP2R/cTlA31fh5ZhrdRUs1
dOwtqaumfBdI0sjriTgKExofEY07fsxYcK+wCR3stYSwMhr4G56tzayj
-----END PRIVATE KEY-----`,
  cert: `-----BEGIN CERTIFICATE-----
MIIBfjCCASWgAwIBAgIUbFm8HhW7kNCeF3STR008Eb76GIMwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJaGFyay10ZXN0MCAXDTI2MTEyMTE3MTMwMFoYDzIxMjYxMDI4
MTcxMzAwWjAUMRIwEAYDVQQDDAloYXJrLXRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAATwOg6ZMUvP2R/cTlA31fh5ZhrdRUs1dOwtqaumfBdI0sjriTgKExof
EY07fsxYcK+wCR3stYSwMhr4G56tzayjo1MwUTAdBgNVHQ4EFgQU/uS9c7MLMBxR
/JUPM4mWkVbeigkwHwYDVR0jBBgwFoAU/uS9c7MLMBxR/JUPM4mWkVbeigkwDwYD
VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBt0Y37Tw76kiZaVhOnYDv0
NYzAN2UstTymrW6u/OhACQIgbhRX8CaMtwtBKecu8TexbshNKzR0sNwQtNs4k7Du
BgA=
-----END CERTIFICATE-----`,
};
