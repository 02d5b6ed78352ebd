### 合同协议书页面的文字。
### 各语言的标识和变量一致，由测试比较。

agreement = 协议书
agreement-of = 协议书：{ $contract }
agreement-back = 返回 { $account }
agreement-print = 打印页面
agreement-pdf = PDF
agreement-beside = 协议书旁栏
agreement-period = 本期：{ $first } – { $last }
agreement-not-begun = 合同尚未生效，暂无统计。
agreement-kept-title = 本期目标达成情况
agreement-kept = { $judged } 项中达成 { $met } 项
agreement-no-verdict = 暂无可判定的目标
agreement-before = 上期 { $share }
agreement-waited = 等待客户
agreement-waited-tickets = { $count ->
    *[other] 个工单（本期）
    }
agreement-missed = 未达成的目标
agreement-missed-none = 本期和上期均无。
agreement-this-period = 本期
agreement-last-period = 上期
agreement-was-due = 应于 { $at } 完成
agreement-done-late = 逾期完成
agreement-still-open = 尚未完成

## 报价文件

documents = 文件
documents-none = 尚未发出报价。每次报价的文件都会保存在这里。
document-number = 文件 { $number }
document-download = 下载文件 { $number }
document-offered = 报价时间：{ $at }
document-waits = 等待接受。
document-not-accepted = 无人接受。
document-accepted = { $name } 已于 { $at } 接受
document-on-behalf = 由服务方登记：{ $reason }
document-hash = 文件内容的 SHA-256
document-accept = 接受
document-accept-for = 登记接受
document-accept-title = 接受 { $contract }
document-accept-text = 您代表贵方接受的就是这份文件。若文件在此之前有变，则不会接受任何内容。
document-accept-for-text = 您登记客户已接受的就是这份文件。若文件在此之前有变，则不会登记。
document-read = 阅读文件
document-name = 姓名
document-name-text = 接受人的签署姓名。
document-reason = 由服务方登记的原因
document-reason-text = 例如：已于 6 月 3 日书面签署。
document-seen = 已阅读此文件
document-accepted-toast = 已接受

## 合同附件

contract-files = 附件
contract-files-none = 没有附件。
contract-file-add = 添加附件
contract-file-choose = 选择文件
contract-file-for-customer = 客户可见此后添加的附件
contract-file-customer-sees = 客户可见
contract-file-added = 已添加 { $name }
contract-file-remove = 移除 { $name }
contract-file-remove-title = 移除附件
contract-file-remove-text = { $name } 将被移除。审计日志保留其名称和哈希值。
contract-file-remove-do = 移除
contract-file-removed = 已移除 { $name }

## 待接受的文件

offers = 待接受的文件
offers-text = 贵方的合同，等待答复的排在最前。
offers-none = 暂无内容
offers-none-text = 向贵方发出的报价会显示在这里。
offers-text-desk = 等待客户答复的报价。
offers-none-text-desk = 等待答复的报价会显示在这里。
offers-state = 状态
