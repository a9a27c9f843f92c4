package io.isolario.wiremock.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for this machine alone, with a key that nobody else has: made when the port starts, gone when it ends.
 *
 * <p>The certificate that WireMock brings is for another name, and its key is public.
 */
public final class LoopbackCertificate {

    public static final String STORE_TYPE = "PKCS12";

    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final String ALIAS = "isolario-stubs";
    private static final byte[] ECDSA_WITH_SHA256 =
            Der.sequence(Der.identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
    private static final byte[] COMMON_NAME = Der.identifier(0x55, 0x04, 0x03);
    private static final byte[] ALTERNATIVE_NAMES = Der.identifier(0x55, 0x1d, 0x11);
    private static final byte[] BASIC_CONSTRAINTS = Der.identifier(0x55, 0x1d, 0x13);
    private static final byte[] TRUE = Der.of(Der.BOOLEAN, new byte[] {(byte) 0xff});
    private static final byte[] VERSION_3 = Der.of(0xa0, Der.of(Der.INTEGER, new byte[] {2}));
    private static final int DNS_NAME = 0x82;
    private static final int IP_ADDRESS = 0x87;
    private static final byte[] IPV4 = {127, 0, 0, 1};
    private static final byte[] IPV6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final KeyPair keys;
    private final Certificate certificate;
    private final SecureRandom random;

    /**
     * A file with the certificate and its key.
     *
     * @param file to be deleted once it was read
     * @param password of the file and of the key
     */
    public record Stored(Path file, String password) {}

    private LoopbackCertificate(KeyPair keys, Certificate certificate, SecureRandom random) {
        this.keys = keys;
        this.certificate = certificate;
        this.random = random;
    }

    public static LoopbackCertificate create() {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            byte[] body = body(keys, new BigInteger(127, random));
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate(), random);
            signature.update(body);
            byte[] signed = Der.sequence(body, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
            Certificate certificate =
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed));
            return new LoopbackCertificate(keys, certificate, random);
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("The certificate of the stubs cannot be made.", failed);
        }
    }

    /** RFC 5280, 4.1: issued by itself, for the names that this machine has for itself. */
    private static byte[] body(KeyPair keys, BigInteger serial) {
        byte[] name =
                Der.sequence(Der.of(Der.SET, Der.sequence(COMMON_NAME, Der.text(Der.UTF8_STRING, "Isolario stubs"))));
        Instant now = Instant.now();
        byte[] validity = Der.sequence(Der.time(now.minus(Duration.ofHours(1))), Der.time(now.plus(VALIDITY)));
        byte[] names =
                Der.sequence(Der.text(DNS_NAME, "localhost"), Der.of(IP_ADDRESS, IPV4), Der.of(IP_ADDRESS, IPV6));
        byte[] extensions = Der.sequence(
                Der.sequence(BASIC_CONSTRAINTS, TRUE, Der.of(Der.OCTET_STRING, Der.sequence(TRUE))),
                Der.sequence(ALTERNATIVE_NAMES, Der.of(Der.OCTET_STRING, names)));
        return Der.sequence(
                VERSION_3,
                Der.of(Der.INTEGER, serial.toByteArray()),
                ECDSA_WITH_SHA256,
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                Der.of(0xa3, extensions));
    }

    public Stored store() {
        byte[] secret = new byte[16];
        random.nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        try {
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            store.setKeyEntry(ALIAS, keys.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
            Path file = Files.createTempFile("isolario-stubs", ".p12");
            try (OutputStream out = Files.newOutputStream(file)) {
                store.store(out, password.toCharArray());
            }
            return new Stored(file, password);
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The certificate of the stubs cannot be stored.", failed);
        }
    }

    public KeyStore trustStore() {
        try {
            KeyStore store = KeyStore.getInstance(STORE_TYPE);
            store.load(null, null);
            store.setCertificateEntry(ALIAS, certificate);
            return store;
        } catch (GeneralSecurityException | IOException failed) {
            throw new IllegalStateException("The certificate of the stubs cannot be handed out.", failed);
        }
    }

    public SSLContext trustingContext() {
        try {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trustStore());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), random);
            return context;
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException("No TLS context trusts the certificate of the stubs.", failed);
        }
    }
}
