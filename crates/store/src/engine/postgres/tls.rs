//! TLS to the server, by `sslmode` and `sslrootcert` as libpq reads them
//! (PostgreSQL documentation, 34.19 "SSL Support").

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme,
};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::engine::error::StoreError;

/// What `sslrootcert` says for the roots that the machine trusts.
const SYSTEM: &str = "system";

/// How sure a connection must be of whom it speaks to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    /// Never TLS.
    Disable,
    /// TLS when the server has it, whoever it is; the default.
    Prefer,
    /// TLS, whoever it is.
    Require,
    /// A certificate of a trusted root, for whatever name.
    VerifyCa,
    /// A certificate of a trusted root for the name in the address.
    VerifyFull,
}

impl Mode {
    /// What the driver must do; whom to trust is ours.
    pub(super) const fn negotiated(self) -> SslMode {
        match self {
            Self::Disable => SslMode::Disable,
            Self::Prefer => SslMode::Prefer,
            Self::Require | Self::VerifyCa | Self::VerifyFull => SslMode::Require,
        }
    }
}

/// What an address asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) mode: Mode,
    /// A file of certificates in PEM, or [`SYSTEM`].
    pub(super) roots: Option<String>,
}

/// Takes `sslmode` and `sslrootcert` out of an address: the driver knows three
/// of the modes and none of the files.
pub(super) fn split(url: &str) -> Result<(String, Wanted), StoreError> {
    let mut wanted = Wanted {
        mode: Mode::Prefer,
        roots: None,
    };
    let Some((address, query)) = url.split_once('?') else {
        return Ok((url.to_owned(), wanted));
    };
    let mut left = Vec::new();
    for parameter in query.split('&') {
        match parameter.split_once('=') {
            Some(("sslmode", mode)) => wanted.mode = read_mode(mode)?,
            Some(("sslrootcert", file)) => wanted.roots = Some(percent_decoded(file)?),
            _ => left.push(parameter),
        }
    }
    // libpq: a root that is named is asked, also by `require`.
    if wanted.mode == Mode::Require && wanted.roots.is_some() {
        wanted.mode = Mode::VerifyCa;
    }
    let query = left.join("&");
    let url = if query.is_empty() {
        address.to_owned()
    } else {
        format!("{address}?{query}")
    };
    Ok((url, wanted))
}

fn read_mode(word: &str) -> Result<Mode, StoreError> {
    Ok(match word {
        "disable" => Mode::Disable,
        "prefer" => Mode::Prefer,
        "require" => Mode::Require,
        "verify-ca" => Mode::VerifyCa,
        "verify-full" => Mode::VerifyFull,
        _ => {
            return Err(wrong(
                "sslmode is disable, prefer, require, verify-ca or verify-full",
            ));
        }
    })
}

fn wrong(reason: impl Into<String>) -> StoreError {
    StoreError::Configuration {
        reason: reason.into(),
    }
}

fn percent_decoded(text: &str) -> Result<String, StoreError> {
    let fault = || wrong("sslrootcert is not percent-encoded UTF-8");
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits =
                [rest.next(), rest.next()].map(|d| char::from(d.unwrap_or(b'?')).to_digit(16));
            let [Some(high), Some(low)] = digits else {
                return Err(fault());
            };
            bytes.push(u8::try_from(high * 16 + low).map_err(|_| fault())?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).map_err(|_| fault())
}

/// What makes the connections; reads the roots where they are asked.
pub(super) fn connector(wanted: &Wanted) -> Result<MakeRustlsConnect, StoreError> {
    let provider = Arc::new(ring::default_provider());
    let chain = match wanted.mode {
        Mode::Disable | Mode::Prefer | Mode::Require => None,
        Mode::VerifyCa | Mode::VerifyFull => {
            let roots = Arc::new(roots(wanted.roots.as_deref().unwrap_or(SYSTEM))?);
            let built = WebPkiServerVerifier::builder_with_provider(roots, Arc::clone(&provider));
            Some(built.build().map_err(|e| wrong(format!("TLS: {e}")))?)
        }
    };
    let trust = Trust {
        provider: Arc::clone(&provider),
        chain,
        any_name: wanted.mode != Mode::VerifyFull,
    };
    let mut config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|e| wrong(format!("TLS: {e}")))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(trust))
        .with_no_client_auth();
    // Asked for by `sslnegotiation=direct`.
    config.alpn_protocols = vec![b"postgresql".to_vec()];
    Ok(MakeRustlsConnect::new(config))
}

fn roots(from: &str) -> Result<RootCertStore, StoreError> {
    let mut store = RootCertStore::empty();
    if from == SYSTEM {
        let (added, _) =
            store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        if added == 0 {
            return Err(wrong(
                "this machine trusts no certificates; name a file in sslrootcert",
            ));
        }
        return Ok(store);
    }
    let unreadable = |e: &dyn std::fmt::Display| wrong(format!("sslrootcert {from}: {e}"));
    for certificate in CertificateDer::pem_file_iter(from).map_err(|e| unreadable(&e))? {
        let certificate = certificate.map_err(|e| unreadable(&e))?;
        store.add(certificate).map_err(|e| unreadable(&e))?;
    }
    if store.is_empty() {
        return Err(unreadable(&"there is no certificate in it"));
    }
    Ok(store)
}

/// Whom to believe. The handshake's signature is checked in every mode.
#[derive(Debug)]
struct Trust {
    provider: Arc<CryptoProvider>,
    /// None believes everybody, as libpq does below `verify-ca`.
    chain: Option<Arc<WebPkiServerVerifier>>,
    any_name: bool,
}

impl ServerCertVerifier for Trust {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let Some(chain) = &self.chain else {
            return Ok(ServerCertVerified::assertion());
        };
        // The name is looked at last: what it alone refuses has a good chain.
        match chain.verify_server_cert(end_entity, intermediates, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.any_name => Ok(ServerCertVerified::assertion()),
            other => other,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider
            .signature_verification_algorithms
            .supported_schemes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_as_libpq_does() {
        let read = |query: &str| split(&format!("postgres://ann@db/desk{query}"));
        let plain = "postgres://ann@db/desk".to_owned();
        for (query, left, mode, roots) in [
            ("", "", Mode::Prefer, None),
            ("?sslmode=disable", "", Mode::Disable, None),
            ("?sslmode=require", "", Mode::Require, None),
            (
                "?sslmode=require&sslrootcert=/a%20b.pem",
                "",
                Mode::VerifyCa,
                Some("/a b.pem"),
            ),
            (
                "?sslmode=verify-full&sslrootcert=system",
                "",
                Mode::VerifyFull,
                Some("system"),
            ),
            (
                "?connect_timeout=3&sslmode=verify-ca&application_name=x",
                "?connect_timeout=3&application_name=x",
                Mode::VerifyCa,
                None,
            ),
        ] {
            let roots = roots.map(str::to_owned);
            assert_eq!(
                read(query).unwrap(),
                (format!("{plain}{left}"), Wanted { mode, roots })
            );
        }
        for bad in [
            "?sslmode=allow",
            "?sslmode=",
            "?sslmode=VERIFY-FULL",
            "?sslrootcert=%zz",
            "?sslrootcert=%f",
        ] {
            assert_eq!(
                read(bad).unwrap_err().code(),
                "store_configuration",
                "{bad}"
            );
        }
    }

    #[test]
    fn roots_that_do_not_read_are_said_by_name() {
        let missing = Wanted {
            mode: Mode::VerifyFull,
            roots: Some("/nowhere/root.pem".into()),
        };
        let said = connector(&missing).err().unwrap().to_string();
        assert!(said.contains("/nowhere/root.pem"), "{said}");
        let modes = [Mode::Disable, Mode::Prefer, Mode::Require];
        for mode in modes {
            assert!(connector(&Wanted { mode, roots: None }).is_ok());
        }
    }
}
