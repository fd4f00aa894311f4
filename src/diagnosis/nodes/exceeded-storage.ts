/** That a pod was evicted for what it wrote itself, as the kubelet says it: of a container, of the whole pod, of an emptyDir; each with its limit. */
export const exceededStorage =
  /Container ([\w.-]{1,100}) exceeded its local ephemeral storage limit "([^"]{1,40})"|Pod ephemeral local storage usage exceeds the total limit of containers (\d[\d.]{0,20}[A-Za-z]{0,2})|Usage of EmptyDir volume "([^"]{1,100})" exceeds the limit "([^"]{1,40})"/;
