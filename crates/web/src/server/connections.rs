//! How many connections there are, in all and from one address.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

/// Counts connections.
#[derive(Debug)]
pub(super) struct Connections {
    counts: Mutex<Counts>,
    max: usize,
    max_per_address: usize,
    /// Behind each of these are many clients.
    uncounted: Vec<IpAddr>,
}

#[derive(Debug, Default)]
struct Counts {
    all: usize,
    by_address: HashMap<IpAddr, usize>,
}

/// Gives the place back when dropped.
#[derive(Debug)]
pub(super) struct Permit {
    connections: Arc<Connections>,
    /// Where it is counted besides the total.
    address: Option<IpAddr>,
}

impl Connections {
    pub(super) fn new(max: usize, max_per_address: usize, uncounted: Vec<IpAddr>) -> Self {
        Self {
            counts: Mutex::default(),
            max,
            max_per_address,
            uncounted: uncounted.iter().map(IpAddr::to_canonical).collect(),
        }
    }

    /// A place for one more connection from `ip`, or none.
    pub(super) fn admit(self: &Arc<Self>, ip: IpAddr) -> Option<Permit> {
        let address = (!self.uncounted.contains(&ip.to_canonical())).then(|| network(ip));
        let mut counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner);
        if counts.all >= self.max {
            return None;
        }
        if let Some(address) = address {
            let of_address = counts.by_address.entry(address).or_default();
            if *of_address >= self.max_per_address {
                return None;
            }
            *of_address += 1;
        }
        counts.all += 1;
        Some(Permit {
            connections: Arc::clone(self),
            address,
        })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut counts = self
            .connections
            .counts
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        counts.all -= 1;
        if let Some(address) = self.address
            && let Some(of_address) = counts.by_address.get_mut(&address)
        {
            *of_address -= 1;
            if *of_address == 0 {
                counts.by_address.remove(&address);
            }
        }
    }
}

/// One customer of an access provider has a whole IPv6 /64, so it counts as one.
pub(crate) fn network(ip: IpAddr) -> IpAddr {
    match ip.to_canonical() {
        IpAddr::V6(v6) => IpAddr::from((u128::from(v6) & (u128::MAX << 64)).to_be_bytes()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cap_per_address_holds_at_its_edge_and_frees() {
        let connections = Arc::new(Connections::new(10, 2, Vec::new()));
        let ip: IpAddr = "192.0.2.1".parse().unwrap();
        let first = connections.admit(ip).unwrap();
        let _second = connections.admit(ip).unwrap();
        assert!(connections.admit(ip).is_none());
        assert!(connections.admit("192.0.2.2".parse().unwrap()).is_some());
        drop(first);
        assert!(connections.admit(ip).is_some());
    }

    #[test]
    fn the_total_cap_holds_at_its_edge() {
        let connections = Arc::new(Connections::new(2, 2, Vec::new()));
        let _a = connections.admit("192.0.2.1".parse().unwrap()).unwrap();
        let b = connections.admit("192.0.2.2".parse().unwrap()).unwrap();
        assert!(connections.admit("192.0.2.3".parse().unwrap()).is_none());
        drop(b);
        assert!(connections.admit("192.0.2.3".parse().unwrap()).is_some());
        assert!(connections.counts.lock().unwrap().by_address.len() == 1);
    }

    #[test]
    fn a_trusted_proxy_is_many_clients_and_counts_in_the_total_only() {
        let proxy: IpAddr = "10.0.0.1".parse().unwrap();
        let connections = Arc::new(Connections::new(3, 1, vec![proxy]));
        let mapped: IpAddr = "::ffff:10.0.0.1".parse().unwrap();
        let held = [
            connections.admit(proxy).unwrap(),
            connections.admit(mapped).unwrap(),
        ];
        let other: IpAddr = "10.0.0.2".parse().unwrap();
        let direct = connections.admit(other).unwrap();
        assert!(connections.admit(proxy).is_none(), "the total holds");
        drop(direct);
        assert!(connections.admit(other).is_some());
        drop(held);
        assert_eq!(connections.counts.lock().unwrap().all, 0);
    }

    #[test]
    fn a_slash_64_is_one_address_and_mapped_v4_is_v4() {
        let a = network("2001:db8::1".parse().unwrap());
        assert_eq!(a, network("2001:db8::ffff:1".parse().unwrap()));
        assert_ne!(a, network("2001:db8:0:1::1".parse().unwrap()));
        assert_eq!(
            network("::ffff:192.0.2.7".parse().unwrap()),
            network("192.0.2.7".parse().unwrap())
        );
    }
}
